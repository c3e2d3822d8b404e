using ModelGenerator;

// Writes each model named on the command line; its file name says which one it is.
foreach (var path in args)
{
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    var temporary = path + ".tmp";
    using (var file = File.Create(temporary))
    {
        SampleModels.Named(Path.GetFileNameWithoutExtension(path)).Write(file);
    }

    File.Move(temporary, path, overwrite: true);
    Console.WriteLine($"generated {path}");
}
