using QuantBuild.Cli;

return EntryPoint.Run(args);
