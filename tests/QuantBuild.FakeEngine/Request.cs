using System.Text.Json;

namespace QuantBuild.FakeEngine;

/// <summary>What the shim asked for.</summary>
internal sealed record Request(IReadOnlyList<string> Tokens)
{
    public IEnumerable<string> Models => Tokens.Skip(1).Chunk(2).Where(pair => pair[0] == "--model-options").Select(pair => pair[1]);

    public static Request Read(string responseFile) => new(File.ReadAllLines(responseFile));

    /// <summary>A line a run: its process, then every token of its response file.</summary>
    public void Note(string log) => File.AppendAllText(log, JsonSerializer.Serialize<string[]>([$"{Environment.ProcessId}", .. Tokens]) + "\n");
}
