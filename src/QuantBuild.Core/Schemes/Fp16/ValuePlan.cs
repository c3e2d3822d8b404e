using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Fp16;

/// <summary>In which types one float32 value is wanted, in which it is made, and what the two are called.</summary>
internal sealed class ValuePlan(GraphValue value)
{
    public GraphValue Value { get; } = value;

    public bool WantedHalf { get; set; }

    public bool WantedFull { get; set; }

    /// <summary>Its float32 form must carry its own name: it is an output of its graph.</summary>
    public bool FullKeepsName { get; set; }

    public bool MadeHalf { get; set; }

    public string HalfName { get; private set; } = value.Name;

    public string FullName { get; private set; } = value.Name;

    public string MadeName => MadeHalf ? HalfName : FullName;

    public bool NeedsCast => MadeHalf ? WantedFull : WantedHalf;

    /// <summary>The form that is made keeps the value's name, unless the other one has to.</summary>
    public void Name(GraphNames names)
    {
        if (!MadeHalf || FullKeepsName)
        {
            HalfName = MadeHalf || WantedHalf ? names.Allocate($"{Value.Name}_fp16") : Value.Name;
        }
        else if (WantedFull)
        {
            FullName = names.Allocate($"{Value.Name}_fp32");
        }
    }
}
