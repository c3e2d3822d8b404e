using QuantBuild.Execution.Samples;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Schemes;

namespace QuantBuild.Requests;

/// <summary>The metadata of <c>QuantizeModel</c>: every name, its default, its legal values, and whether it is built.</summary>
internal static class ModelMetadata
{
    public static readonly SettingName Mode = new("Mode", nameof(ModelMode.Auto), Names<ModelMode>()) { HasProperty = true };
    public static readonly SettingName Scheme = new("Scheme", "auto", "auto, " + string.Join(", ", QuantizationSchemes.Names)) { HasProperty = true };
    public static readonly SettingName Runtime = new("Runtime", "", string.Join(", ", RuntimeProfiles.Names)) { HasProperty = true };
    public static readonly SettingName Device = new("Device", nameof(Policy.Device.Server), Names<Device>()) { HasProperty = true };
    public static readonly SettingName Process = new("Process", "default", "names of processes, separated by ';'") { IsList = true };
    public static readonly SettingName AccuracyCritical = new("AccuracyCritical", "false", SettingName.Flag) { HasProperty = true };
    public static readonly SettingName Resident = new("Resident", "true", SettingName.Flag);
    public static readonly SettingName Sessions = new("Sessions", "1", "a whole number from 1 to 1024");
    public static readonly SettingName SessionOptions = new("SessionOptions", "level=all;pattern=on;arena=on;threads=0;prepack=on;heap=default",
        SessionOptionsReader.Legal) { IsList = true };
    public static readonly SettingName Shapes = new("Shapes", "", InputShapes.LegalForm) { IsList = true };
    public static readonly SettingName Samples = new("Samples", "", SampleFolders.LegalForm);
    public static readonly SettingName Labels = new("Labels", "", "a file of labels") { Available = false };
    public static readonly SettingName MinSqnr = new("MinSqnr", "", "decibels from 0 to 200, such as 40");
    public static readonly SettingName MinTop1Agreement = new("MinTop1Agreement", "", "a percentage such as 99%") { Available = false };
    public static readonly SettingName MaxAccuracyLoss = new("MaxAccuracyLoss", "", "a percentage such as 1%") { Available = false };
    public static readonly SettingName ExcludeNodes = new("ExcludeNodes", "", "globs of node or tensor names, separated by ';'") { IsList = true };
    public static readonly SettingName KeepIoTypes = new("KeepIoTypes", "true", SettingName.Flag);
    public static readonly SettingName ExternalData = new("ExternalData", "auto", "auto, never, always");
    public static readonly SettingName Setting = new("Setting", "", SettingName.Switch);
    public static readonly SettingName ConvertTo = new("ConvertTo", "", "a format") { Available = false };
    public static readonly SettingName KerasPolicy = new("KerasPolicy", "", "a Keras dtype policy") { Available = false };
    public static readonly SettingName KeepOptimizer = new("KeepOptimizer", "false", SettingName.Flag) { Available = false };
    public static readonly SettingName TfLiteLevel = new("TfLiteLevel", "", "a level of TensorFlow Lite operators") { Available = false };
    public static readonly SettingName OutputItemType = new("OutputItemType", "Content", "Content, None, EmbeddedResource, or another item type");

    public static readonly IReadOnlyList<SettingName> All =
    [
        Mode, Scheme, Runtime, Device, Process, AccuracyCritical, Resident, Sessions, SessionOptions, Shapes, Samples, Labels,
        MinSqnr, MinTop1Agreement, MaxAccuracyLoss, ExcludeNodes, KeepIoTypes, ExternalData, Setting,
        ConvertTo, KerasPolicy, KeepOptimizer, TfLiteLevel, OutputItemType,
    ];

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());
}
