using System.Text;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests;

public sealed class Stages_of_the_engine
{
    /// <summary>In the order data flows; what follows Reporting drives the stages and is used by none.</summary>
    private static readonly string[] Order =
    [
        "Models", "Formats", "Inspection", "Schemes", "Execution", "Memory", "Policy", "Rewriting", "Verification", "Reporting",
        "Requests", "Steps", "Pipeline",
    ];

    [Fact]
    public void Use_only_stages_to_their_left()
    {
        var wrong =
            from stage in StageReferences.Read()
            from used in stage.Value
            where used.Key != "Diagnostics" && stage.Key != "Diagnostics" && Position(used.Key) > Position(stage.Key)
            select $"{stage.Key} uses {used.Key}, which stands to its right: {used.Value}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Are_all_in_the_picture()
    {
        Assert.Equal(Order.Append("Diagnostics").Order(StringComparer.Ordinal), Namespaces());
        Snapshot.Match(Picture(), "stages.txt");
    }

    private static IEnumerable<string> Namespaces() => typeof(Models.ByteSize).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("QuantBuild", StringComparison.Ordinal) == true)
        .Select(type => type.Namespace == "QuantBuild" ? "Pipeline" : type.Namespace!.Split('.')[1])
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <summary>A row a stage: what it uses, in the order of the columns.</summary>
    private static string Picture()
    {
        var uses = StageReferences.Read();
        var picture = new StringBuilder("uses →       " + string.Join(' ', Order.Select(stage => stage[..4])) + " Diag\n");
        foreach (var stage in Order)
        {
            var used = uses.GetValueOrDefault(stage);
            picture.Append(stage.PadRight(13))
                .AppendJoin(' ', Order.Append("Diagnostics").Select(other => other == stage ? "  ■ " : used?.ContainsKey(other) == true ? "  × " : "    "))
                .Append('\n');
        }

        return string.Join('\n', picture.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private static int Position(string stage) => Array.IndexOf(Order, stage);
}
