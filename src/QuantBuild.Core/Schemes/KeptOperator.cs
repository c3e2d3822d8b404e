namespace QuantBuild.Schemes;

/// <summary>A node that a scheme leaves as it is.</summary>
internal sealed record KeptOperator(string Node, string Operator, string Reason);
