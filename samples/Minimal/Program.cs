var model = new FileInfo(Path.Combine(AppContext.BaseDirectory, "models", "classifier.onnx"));
Console.WriteLine($"{model.Name}: {model.Length / (1024.0 * 1024.0):0.0} MB");
