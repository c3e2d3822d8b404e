using QuantBuild.Models;

namespace QuantBuild.Requests;

/// <summary>The metadata of <c>QuantizeProcess</c>.</summary>
internal static class ProcessMetadata
{
    public static readonly SettingName MemoryBudget = new("MemoryBudget", "", ByteSize.LegalForms);
}
