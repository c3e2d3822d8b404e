using QuantBuild.FakeEngine;

// Stands in for the tool where a test is about the targets: it notes how it was called, and does what the items say.
var request = Request.Read(args[0][1..]);
request.Note(Environment.GetEnvironmentVariable("QUANTBUILD_FAKE_LOG")!);
return request.Models.Select(file => new FakeModel(file)).Select(model => model.Build()).DefaultIfEmpty().Max();
