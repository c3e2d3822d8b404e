using QuantBuild.Execution;

namespace QuantBuild.Cli;

internal static class Program
{
    private static int Main(string[] args) => args is [ExecutionHost.Command, ..] ? ExecutionHost.Run(args.AsSpan(1)) : 0;
}
