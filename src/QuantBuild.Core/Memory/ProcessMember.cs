namespace QuantBuild.Memory;

/// <summary>A model as one process runs it.</summary>
/// <param name="Name">The model's name in slots: file name without extension, or the item's path where that is ambiguous.</param>
/// <param name="Projection">Of what will be shipped: the original or an artifact.</param>
/// <param name="Resident">False: loaded during requests, so its weights and load transient count at the peak only.</param>
/// <param name="Sessions">Sessions of it at once.</param>
internal sealed record ProcessMember(string Name, ModelProjection Projection, bool Resident = true, int Sessions = 1);
