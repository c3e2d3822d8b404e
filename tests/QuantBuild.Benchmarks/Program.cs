using QuantBuild.Benchmarks;

return args switch
{
    ["models", var folder] => ModelTable.Run(folder),
    _ => throw new ArgumentException("models FOLDER"),
};
