using QuantBuild.Diagnostics;
using QuantBuild.Policy;

namespace QuantBuild.Requests;

/// <summary>Reads one <c>QuantizeProcess</c> item.</summary>
internal static class ProcessItemReader
{
    public static PolicyProcess? Read(RequestItem item, ICollection<Diagnostic> diagnostics)
    {
        var values = new SettingValues(item, null, diagnostics);
        var process = new PolicyProcess(item.Include, values.Size(ProcessMetadata.MemoryBudget));
        return values.Failed ? null : process;
    }
}
