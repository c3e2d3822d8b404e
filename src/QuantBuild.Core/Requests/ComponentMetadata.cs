using QuantBuild.Models;

namespace QuantBuild.Requests;

/// <summary>The metadata of <c>QuantizeMemoryComponent</c>.</summary>
internal static class ComponentMetadata
{
    public static readonly SettingName Process = new("Process", "default", "names of processes, separated by ';'");
    public static readonly SettingName Size = new("Size", "", ByteSize.LegalForms);
    public static readonly SettingName Phase = new("Phase", "", string.Join(", ", Enum.GetNames<Memory.Phase>()));
    public static readonly SettingName Optional = new("Optional", "false", SettingName.Flag);
    public static readonly SettingName Setting = new("Setting", "", SettingName.Switch);
    public static readonly SettingName Replaces = new("Replaces", "", "host, runtime, runtime:<profile>, weights:<model>, activations:<model>");
}
