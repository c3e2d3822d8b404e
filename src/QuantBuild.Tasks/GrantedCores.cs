using Microsoft.Build.Framework;

namespace QuantBuild.Tasks;

/// <summary>Cores that MSBuild grants this task beside its other work; none where this MSBuild does not count them.</summary>
internal sealed class GrantedCores(IBuildEngine engine)
{
    private int _granted;

    /// <returns>At least one where MSBuild counts; 0 says that the tool may decide for itself.</returns>
    public int Request(int cores)
    {
        try
        {
            _granted = (engine as IBuildEngine9)?.RequestCores(cores) ?? 0;
        }
        catch (NotImplementedException)
        {
            // MSBuild runs some tasks in a host of their own, and that one has no cores to grant: it throws, or answers 0.
            _granted = 0;
        }

        return _granted;
    }

    public void Release()
    {
        if (_granted > 0)
        {
            ((IBuildEngine9)engine).ReleaseCores(_granted);
        }
    }
}
