using QuantBuild.Diagnostics;
using QuantBuild.Memory;
using QuantBuild.Policy;

namespace QuantBuild.Requests;

/// <summary>Makes a run of what a front end found; the prompt, the project reader and the build all come through here.</summary>
internal static class RequestReader
{
    /// <summary>Null where a value is not legal; <paramref name="diagnostics"/> says which.</summary>
    public static RunRequest? Read(RequestItems items, ICollection<Diagnostic> diagnostics)
    {
        var settings = SettingsReader.Read(items.Properties, diagnostics);
        if (settings is { Enabled: false })
        {
            diagnostics.Add(new Diagnostic(Descriptors.Disabled,
                "QuantBuildEnabled is false: the build ships the original models and checks no budget; set it to true, or name models instead of the project.",
                items.ProjectFile));
            return new RunRequest { Models = [], ProjectFile = items.ProjectFile };
        }

        var read = DuplicateItems.Remove(items.Models, items.Properties, diagnostics);
        var models = read?.Select(item => ModelItemReader.Read(item, items, diagnostics)).ToList();
        var defaultsAreLegal = DefaultsAreLegal(items, diagnostics);
        var processes = ReadProcesses(items, settings, diagnostics);
        var components = items.Components.Select(item => ComponentItemReader.Read(item, diagnostics)).ToList();
        if (!defaultsAreLegal || settings is null || models is null || models.Contains(null) || processes is null || components.Contains(null))
        {
            return null;
        }

        var request = new RunRequest
        {
            Models = [.. models.OfType<ModelRequest>()],
            Processes = processes,
            Components = [.. components.OfType<MemoryComponent>()],
            Settings = settings.Policy,
            ProjectFile = items.ProjectFile,
            Verify = settings.Verify,
            SettingsFile = settings.SettingsFile,
            RewriteMemory = settings.RewriteMemory,
            Threads = settings.Threads,
        };
        return ComponentsHaveProcesses(request, items.Components, diagnostics) ? request : null;
    }

    // A property that every item overrides would otherwise never be read.
    private static bool DefaultsAreLegal(RequestItems items, ICollection<Diagnostic> diagnostics)
    {
        var found = new List<Diagnostic>();
        ModelItemReader.Read(items.Properties with { Kind = "QuantizeModel", Metadata = new Dictionary<string, string>() }, items, found);
        foreach (var diagnostic in found.Where(diagnostic => !diagnostics.Any(known => known.Message == diagnostic.Message)))
        {
            diagnostics.Add(diagnostic);
        }

        return found.Count == 0;
    }

    private static List<PolicyProcess>? ReadProcesses(RequestItems items, RunSettings? settings, ICollection<Diagnostic> diagnostics)
    {
        var processes = new List<PolicyProcess>();
        var legal = true;
        foreach (var item in items.Processes)
        {
            if (ProcessItemReader.Read(item, diagnostics) is not { } process)
            {
                legal = false;
            }
            else if (processes.Find(known => known.Name == process.Name) is not { } known)
            {
                processes.Add(process);
            }
            else if (known.Budget is not null && process.Budget is not null && known.Budget != process.Budget)
            {
                new SettingValues(item, null, diagnostics).Refuse(Descriptors.IllegalValue,
                    $"MemoryBudget '{process.Budget}' of process '{process.Name}' contradicts its other declaration, {known.Budget}; keep one of them.");
                legal = false;
            }
            else
            {
                processes[processes.IndexOf(known)] = known with { Budget = known.Budget ?? process.Budget };
            }
        }

        AddDefaultBudget(processes, settings);
        return legal ? processes : null;
    }

    // An item says more than a property: it wins.
    private static void AddDefaultBudget(List<PolicyProcess> processes, RunSettings? settings)
    {
        if (settings?.MemoryBudget is not { } budget)
        {
            return;
        }

        var name = ModelMetadata.Process.Default;
        var index = processes.FindIndex(process => process.Name == name);
        if (index < 0)
        {
            processes.Add(new PolicyProcess(name, budget));
        }
        else
        {
            processes[index] = processes[index] with { Budget = processes[index].Budget ?? budget };
        }
    }

    private static bool ComponentsHaveProcesses(RunRequest request, IReadOnlyList<RequestItem> items, ICollection<Diagnostic> diagnostics)
    {
        var known = request.Processes.Select(process => process.Name).Concat(request.Models.SelectMany(model => model.Processes)).Distinct().ToList();
        var legal = true;
        foreach (var (component, item) in request.Components.Zip(items))
        {
            foreach (var process in component.Processes.Where(process => !known.Contains(process)))
            {
                legal = false;
                new SettingValues(item, null, diagnostics).Refuse(Descriptors.UnknownName,
                    $"Component '{component.Name}' names process '{process}', which no model runs in and no QuantizeProcess declares; " +
                    $"known: {(known.Count == 0 ? "none" : string.Join(", ", known))}.");
            }
        }

        return legal;
    }
}
