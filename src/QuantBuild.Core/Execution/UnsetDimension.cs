namespace QuantBuild.Execution;

/// <summary>A dimension of an input that the model leaves open.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Axis">Which of its dimensions.</param>
/// <param name="Name">What the model calls it, if anything.</param>
internal sealed record UnsetDimension(string Input, int Axis, string? Name)
{
    /// <summary>Once by its name where the model gives it one: a language model shares a few over dozens of inputs.</summary>
    public static string Names(IEnumerable<UnsetDimension> dimensions) =>
        string.Join(", ", dimensions.Select(dimension => dimension.Name ?? dimension.ToString()).Distinct());

    /// <summary><c>tokens[0] (batch)</c>.</summary>
    public override string ToString() => Name is null ? $"{Input}[{Axis}]" : $"{Input}[{Axis}] ({Name})";
}
