using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests;

/// <summary>A command line for each code that a prompt can produce, with the files it needs.</summary>
internal static class CodeScenarios
{
    public static readonly IReadOnlyDictionary<string, CodeScenario> All = new Dictionary<string, CodeScenario>
    {
        ["QB1001"] = new("check absent.onnx", _ => { }),
        ["QB1002"] = new("check a.onnx", folder => folder.Write("a.onnx", "")),
        ["QB1003"] = new("check a.onnx", folder => folder.Write("a.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")),
        ["QB1004"] = new("check a.onnx", folder => folder.Write("a.onnx", "<!DOCTYPE html><html></html>")),
        ["QB1005"] = new("check a.onnx", folder => folder.Write("a.onnx", "PK\u0003\u0004 and more that is no model at all")),
        ["QB1006"] = new("check a.onnx", folder => folder.Write("a.onnx", Model().ToBytes()[..^64])),
        ["QB1007"] = new("check a.onnx", folder => folder.Write("a.onnx", new ModelBuilder().Input("x", "1,4")
            .Initializer("w", [4, 4], ElementType.Float32, new byte[12]).Node("MatMul", ["x", "w"]).Output("y", "1,4").ToBytes())),
        ["QB1008"] = new("check a.onnx", folder => folder.Write("a.onnx", SmallModels.All.Single(model => model.Name == "external").Bytes)),
        ["QB1014"] = new("check a.onnx --shapes nobody:1x2", Plain),
        ["QB1015"] = new("quantize a.onnx -o out.onnx --mode always --scheme fp16 --samples absent", Plain),
        ["QB1016"] = new("check a.onnx", folder => new ModelBuilder().Input("x", "batch,64").MatMul(64, 64).Output("y", "batch,64").Save(folder.File("a.onnx"))),
        ["QB2001"] = new("check a.onnx --runtime by-size --memory-budget 1KB --mode never", Plain),
        ["QB2002"] = new("check a.onnx --runtime by-size --memory-budget 17KB --mode never", Plain),
        ["QB2003"] = new("check a.onnx --memory-budget 62MB", Plain),
        ["QB2004"] = new("check a.onnx --memory-budget 1GB", folder => new ModelBuilder().Input("x", "batch,64").MatMul(64, 64).Output("y", "batch,64").Save(folder.File("a.onnx"))),
        ["QB2005"] = new("check a.onnx --mode never --require-above 1KB --skip-below 1KB", Plain),
        ["QB2006"] = new("check a.onnx --require-above 1KB --skip-below 1KB", Plain),
        ["QB3001"] = new("check a.onnx --mode always --scheme fp16", folder => new ModelBuilder().Input("x", "1,4", ElementType.Float16).Node("Relu", ["x"]).Output("y", "1,4", ElementType.Float16).Save(folder.File("a.onnx"))),
        ["QB3002"] = new("quantize a.onnx -o out.onnx --mode always --scheme fp16 --verify false", folder => new ModelBuilder().Input("x", "1,64").MatMul([64, 64], [.. Enumerable.Repeat(1e6f, 64 * 64)]).Output("y", "1,64").Save(folder.File("a.onnx"))),
        ["QB3005"] = new("quantize a.onnx -o out.onnx --mode always --scheme fp16 --verify false --exclude-nodes nothing*", Plain),
        ["QB3006"] = new("quantize a.onnx -o out.onnx --mode always --scheme fp16 --verify false", folder => new ModelBuilder().Input("x", "1,64").MatMul([64, 64], [.. Enumerable.Repeat(1e-12f, 64 * 64)]).Output("y", "1,64").Save(folder.File("a.onnx"))),
        ["QB3007"] = new("quantize a.onnx -o out.onnx --mode always --scheme fp16 --verify false --exclude-nodes *0", folder => Model().MatMul(64, 64, seed: 2).Output("z", "1,64").Save(folder.File("a.onnx"))),
        ["QB4002"] = new("quantize a.onnx -o out.onnx --mode always --scheme fp16 --min-sqnr 199", Plain),
        ["QB5001"] = new("check a.onnx --scheme fp17", Plain),
        ["QB5002"] = new("check a.onnx --scheme int4", Plain),
        ["QB5005"] = new("check a.onnx --component x=1MB,replaces=weights:nobody", Plain),
        ["QB5006"] = new("check a.onnx --mode always --accuracy-critical", Plain),
    };

    /// <summary>What no file and no command line brings about, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> OutOfReach = new Dictionary<string, string>
    {
        ["QB2007"] = "the projection shows no artifact above its original; the policy's own tests raise one",
        ["QB2008"] = "as QB2007",
        ["QB3003"] = "a scheme that refuses is no candidate; only a model that changes between two looks at it gets this far",
    };

    private static ModelBuilder Model() => new ModelBuilder().Input("x", "1,64").MatMul(64, 64).Relu().Output("y", "1,64");

    private static void Plain(TestDirectory folder) => Model().Save(folder.File("a.onnx"));
}
