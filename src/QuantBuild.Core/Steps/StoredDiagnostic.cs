using QuantBuild.Diagnostics;

namespace QuantBuild.Steps;

/// <summary>A diagnostic as the state keeps it: by its code.</summary>
internal sealed record StoredDiagnostic(string Code, Severity Severity, string Message, string? Tensor)
{
    public static StoredDiagnostic Of(Diagnostic diagnostic) =>
        new(diagnostic.Code, diagnostic.Severity, diagnostic.Message, diagnostic.Tensor);

    public Diagnostic On(string file) =>
        new(Descriptors.All.First(descriptor => descriptor.Id == Code), Message, file) { Severity = Severity, Tensor = Tensor };
}
