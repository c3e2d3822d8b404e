namespace QuantBuild.Memory.Profiles;

/// <summary>The figures of ONNX Runtime's x64 CPU provider.</summary>
internal static class OnnxRuntimeCpu
{
    public static ProfileConstants Constants { get; } = new()
    {
        Source = "measured on x64 with AVX-512, Linux, glibc 2.36, .NET 10, two intra-op threads; versions before 1.31 from load figures of ten models each",
        Versions =
        [
            new() { From = new(1, 15, 0), Before = new(1, 23, 0), InlineExtra = 1.00, InlineExtraHigh = 1.20, Measured = false },
            new() { From = new(1, 23, 0), Before = new(1, 24, 0), InlineExtra = 0.50, InlineExtraHigh = 0.80, Measured = false },
            new() { From = new(1, 24, 0), Before = new(1, 26, 0), InlineExtra = 0.40, InlineExtraHigh = 0.70, Measured = false },
            new() { From = new(1, 26, 0), Before = new(1, 31, 0), InlineExtra = 0.15, InlineExtraHigh = 0.40, Measured = false },
            new() { From = new(1, 31, 0), Before = new(1, 32, 0), InlineExtra = 0.00, InlineExtraHigh = 0.00, Measured = true },
        ],
        Session = new()
        {
            Megabytes = 8.7,
            LibraryMegabytes = 2.7,
            NodeMegabytes = 0.0081,
            FirstRunMegabytes = 0.3,
            LaterRunMegabytes = 0.3,
            OperatorMegabytes = 0.038,
        },
        Heap = new() { HighShare = 1.0, WidenedHigh = 0.3, HolesWithoutArena = 0.35 },
        Band = new() { Share = 0.02, Megabytes = 1.0, OtherVersionShare = 0.15 },
        ControlFlow = new() { NodeMegabytes = 0.016, RunMegabytes = 1.6, HighFactor = 1.35 },
        Machine = new() { ChannelBlock = 16, Threads = 2 },
        Host =
        [
            new() { Name = "console", Low = 28, Expected = 31, High = 45, Why = "an empty .NET 10 program, resident" },
            new() { Name = "web", Low = 57, Expected = 70, High = 100, Why = "an ASP.NET Core 10 program after fifty requests, resident" },
        ],
        Runtime = new() { Name = "onnxruntime", Low = 18, Expected = 20, High = 27, Why = "the library of ONNX Runtime and its environment, before a session" },
    };
}
