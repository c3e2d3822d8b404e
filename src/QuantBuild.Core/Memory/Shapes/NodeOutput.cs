using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>What a rule says of one output.</summary>
internal readonly record struct NodeOutput(ElementType Type, KnownShape? Shape, SmallTensor? Value, bool IsUpperBound);
