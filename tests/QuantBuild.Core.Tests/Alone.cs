namespace QuantBuild.Core.Tests;

/// <summary>Tests that read what the process as a whole does; nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
