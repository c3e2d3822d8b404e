namespace Microsoft.Build.Framework;

/// <summary>MSBuild looks for it by name: the marked task touches no state of its process, so it may stay in it under <c>-mt</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
