namespace QuantBuild.Memory.Shapes;

/// <summary>Rules by operator.</summary>
internal sealed class RuleTable
{
    public const string Microsoft = "com.microsoft";

    private readonly Dictionary<(string Domain, string Operator), ShapeRule> _rules = [];

    public RuleTable(params ReadOnlySpan<Action<RuleTable>> families)
    {
        foreach (var register in families)
        {
            register(this);
        }
    }

    public IReadOnlyCollection<(string Domain, string Operator)> Operators => _rules.Keys;

    /// <summary>One rule for operators of the standard domain.</summary>
    public void Add(ShapeRule rule, params ReadOnlySpan<string> operators) => AddTo(string.Empty, rule, operators);

    public void AddTo(string domain, ShapeRule rule, params ReadOnlySpan<string> operators)
    {
        foreach (var name in operators)
        {
            _rules.Add((domain, name), rule);
        }
    }

    public ShapeRule? Find(string domain, string operatorType) => _rules.GetValueOrDefault((domain, operatorType));
}
