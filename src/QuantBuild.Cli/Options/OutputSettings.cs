using QuantBuild.Diagnostics;

namespace QuantBuild.Cli.Options;

/// <summary>How the result is written.</summary>
internal sealed record OutputSettings(bool Json, Severity FailOn, bool Verbose, bool Colors);
