using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Sums over two outputs, in double.</summary>
internal sealed class OutputMetrics
{
    /// <summary>Root mean square below which a reference is noise itself and only the absolute error means something.</summary>
    public const double SmallestRms = 1e-6;

    private long _elements;
    private long _equal;
    private long _notFinite;
    private double _signal;
    private double _noise;
    private double _product;
    private double _otherSignal;
    private double _maxError;

    public void Add(ReadOnlySpan<double> reference, ReadOnlySpan<double> other)
    {
        for (var i = 0; i < reference.Length; i++)
        {
            Add(reference[i], other[i]);
        }
    }

    /// <summary>The result with its figures; integers and truth values have only the count of equal elements.</summary>
    public OutputComparison Complete(OutputComparison result)
    {
        result = result with { Elements = _elements, Equal = _equal, NotFinite = _notFinite };
        if (!result.Type.IsFloatingPoint())
        {
            return result;
        }

        var rms = _elements == 0 ? 0 : Math.Sqrt(_signal / _elements);
        var power = Math.Sqrt(_signal) * Math.Sqrt(_otherSignal);
        return result with
        {
            ReferenceRms = rms,
            MaxAbsError = _maxError,
            SqnrDb = _noise > 0 && rms >= SmallestRms ? 10 * Math.Log10(_signal / _noise) : null,
            Cosine = power > 0 ? _product / power : null,
        };
    }

    private void Add(double reference, double other)
    {
        _elements++;
        if (reference.Equals(other))
        {
            _equal++;
        }

        if (double.IsFinite(reference) && double.IsFinite(other))
        {
            var error = reference - other;
            _signal += reference * reference;
            _otherSignal += other * other;
            _product += reference * other;
            _noise += error * error;
            _maxError = Math.Max(_maxError, Math.Abs(error));
        }
        else if (!reference.Equals(other))
        {
            _notFinite++;
        }
    }
}
