namespace QuantBuild.Diagnostics.Explanations;

/// <summary>QB5 and QB9: options, projects, the machine, and bugs.</summary>
internal static class EnvironmentExplanations
{
    public static readonly IReadOnlyList<Explanation> All =
    [
        new(Descriptors.IllegalValue,
            "A metadata, a property or an option has a value that it cannot have. Nothing was decided.",
            "Scheme 'fp17' of QuantizeModel 'models/a.onnx' is not legal; legal: auto, fp16, …",
            "Write one of the legal values, or remove the setting for its default. Sizes need a unit: 512MB, 512MiB, 512Mi and 512m are equal, 512 is refused."),
        new(Descriptors.NotAvailableYet,
            "The setting has a name and a meaning, and this version does not build it. It is refused, because ignoring it would change what you get.",
            "Scheme=\"int4\", --format sarif, the command 'measure'.",
            "Remove it, or set it to its default, which is always legal."),
        new(Descriptors.DuplicateItem,
            "Two QuantizeModel items name the same file and say different things about it.",
            "Include=\"models/*.onnx\" and then Include=\"models/a.onnx\" Mode=\"Never\".",
            "Use Update=\"models/a.onnx\" for the second, or Remove it from the first."),
        new(Descriptors.DuplicateTarget,
            "Two models would be written to the same place in the output; one of them would be lost.",
            "a/model.onnx and b/model.onnx, both with TargetPath=\"model.onnx\".",
            "Give one of them another TargetPath or Link. With --output, name a folder."),
        new(Descriptors.UnknownName,
            "A component or an option names a process, a model or a slot that does not exist; it would count for nothing.",
            "Replaces=\"weights:clasifier\".",
            "Use a name from the message. Slots: host, runtime, runtime:<profile>, weights:<model>, activations:<model>; <model> is the file name without extension."),
        new(Descriptors.GateMissing,
            "AccuracyCritical=true on a model that is to be quantized needs a measure of what is still accurate.",
            "A medical model of 520.0 MB with AccuracyCritical=\"true\" and no gate.",
            "Set MinSqnr (40 is a good start for fp16), or Mode=\"Never\" to ship the original, or Mode=\"Check\" to see what would be done."),
        new(Descriptors.ProjectNotReadable,
            "The project's items could not be read: MSBuild cannot evaluate it, it is not restored, or no SDK for it was found.",
            "The project is not restored, so the defaults of its packages are unknown.",
            "Run 'dotnet restore', then 'dotnet build' for the whole error. Or name models instead of the project."),
        new(Descriptors.ToolFailed,
            "The tool ended without finishing: it was stopped, or crashed. Exit code 137 is usually the operating system's answer to too much memory.",
            "The tool ended with exit code 137.",
            "Build again with more memory, or with a smaller QuantBuildRewriteMemory. If it persists, report it with the exit code."),
        new(Descriptors.RuntimeMissing,
            "The tool needs a .NET runtime that this machine does not have.",
            "The framework 'Microsoft.NETCore.App', version '10.0.0', was not found.",
            "Install the .NET 10 runtime or SDK. QuantBuildEnabled=false ships the originals without the tool."),
        new(Descriptors.Internal,
            "A bug of this tool. Nothing was left half written.",
            "InvalidOperationException: …",
            "Report it with the whole line, and with the model if you can share it. Mode=\"Never\" on the model, or QuantBuildEnabled=false, lets the build pass meanwhile."),
    ];
}
