using QuantBuild.Memory;

namespace QuantBuild.Policy;

/// <summary>What would ship for every model, and the memory of every process then. A trial is a copy with one thing changed.</summary>
internal sealed class ShippedModels
{
    private readonly PolicyInput _input;
    private readonly Candidate?[] _artifacts;
    private readonly IReadOnlyDictionary<int, ModelProjection> _opened;

    public ShippedModels(PolicyInput input)
        : this(input, new Candidate?[input.Models.Count], new Dictionary<int, ModelProjection>())
    {
    }

    private ShippedModels(PolicyInput input, Candidate?[] artifacts, IReadOnlyDictionary<int, ModelProjection> opened)
    {
        _input = input;
        _artifacts = artifacts;
        _opened = opened;
    }

    /// <summary>The artifact of a model; null where its original ships.</summary>
    public Candidate? this[int model] => _artifacts[model];

    public ShippedModels With(int model, Candidate? artifact)
    {
        var artifacts = (Candidate?[])_artifacts.Clone();
        artifacts[model] = artifact;
        return new ShippedModels(_input, artifacts, _opened);
    }

    /// <summary>The original, opened or stored in another way.</summary>
    public ShippedModels Opened(int model, ModelProjection projection) =>
        new(_input, _artifacts, new Dictionary<int, ModelProjection>(_opened) { [model] = projection });

    public Standing Standing(PolicyProcess process) => new(process, Project(process, _ => true));

    /// <param name="process">The process.</param>
    /// <param name="isOn">Which of its components count.</param>
    public ProcessProjection Project(PolicyProcess process, Func<MemoryComponent, bool> isOn) => ProcessProjector.Project(
        process.Name,
        [.. Members(process)],
        [.. _input.Components.Where(component => component.Processes.Contains(process.Name) && isOn(component))]);

    /// <summary>The processes a model runs in.</summary>
    public IEnumerable<PolicyProcess> ProcessesOf(int model) =>
        _input.Processes.Where(process => _input.Models[model].Processes.Contains(process.Name));

    /// <summary>Indices of the models a process runs.</summary>
    public IEnumerable<int> ModelsOf(PolicyProcess process) =>
        Enumerable.Range(0, _artifacts.Length).Where(model => _input.Models[model].Processes.Contains(process.Name));

    /// <summary>A process that exceeds its budget with <paramref name="trial"/> and met it before; null where there is none.</summary>
    public Standing? BrokenBy(ShippedModels trial, int model) =>
        ProcessesOf(model).Where(process => !Standing(process).Exceeds).Select(trial.Standing).FirstOrDefault(standing => standing.Exceeds);

    public IEnumerable<ProcessMember> Members(PolicyProcess process) => ModelsOf(process).Select(Member);

    private ProcessMember Member(int index)
    {
        var model = _input.Models[index];
        return new ProcessMember(
            model.Assessment.Name, _artifacts[index]?.Projection ?? _opened.GetValueOrDefault(index) ?? model.Assessment.Original, model.Resident, model.Sessions);
    }
}
