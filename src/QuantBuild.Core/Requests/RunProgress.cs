namespace QuantBuild.Requests;

/// <summary>What a run begins to do; for a person who waits.</summary>
/// <param name="Step">As in <c>verifying</c>.</param>
/// <param name="Model">As it is shown.</param>
/// <param name="Number">Models that went through this step already, and this one.</param>
/// <param name="Models">Of the run.</param>
internal readonly record struct RunProgress(string Step, string Model, int Number, int Models);
