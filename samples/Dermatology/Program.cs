// The application opens the same paths whatever the build decided about the models.
foreach (var name in (string[])["dermatology_stage1.onnx", "dermatology_stage2.onnx"])
{
    var model = new FileInfo(Path.Combine(AppContext.BaseDirectory, "models", name));
    Console.WriteLine($"{name}: {model.Length / (1024.0 * 1024.0):0.0} MB");
}
