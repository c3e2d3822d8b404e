using Mono.Cecil;
using Mono.Cecil.Cil;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests;

/// <summary>Which stage's types use which other stage's, read from the compiled assembly.</summary>
internal static class StageReferences
{
    private const string Root = "QuantBuild";

    /// <summary>Stage → stages it uses, each with one example.</summary>
    public static SortedDictionary<string, SortedDictionary<string, string>> Read()
    {
        var uses = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(ByteSize).Assembly.Location);
        foreach (var type in assembly.MainModule.GetTypes())
        {
            var from = StageOf(type);
            foreach (var used in Used(type))
            {
                var to = StageOf(used);
                if (from is not null && to is not null && from != to)
                {
                    uses.TryAdd(from, new SortedDictionary<string, string>(StringComparer.Ordinal));
                    uses[from].TryAdd(to, $"{type.Name} → {used.Name}");
                }
            }
        }

        return uses;
    }

    /// <summary>The folder below Core; types at the root are the flow itself.</summary>
    private static string? StageOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return !type.Namespace.StartsWith(Root, StringComparison.Ordinal) ? null
            : type.Namespace == Root ? "Pipeline"
            : type.Namespace.Split('.')[1];
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var direct = type.Fields.Select(field => field.FieldType)
            .Concat(type.Interfaces.Select(implemented => implemented.InterfaceType))
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.Methods.Where(method => method.HasBody).SelectMany(method => InBody(method.Body)));
        return (type.BaseType is null ? direct : direct.Append(type.BaseType)).SelectMany(Flatten);
    }

    private static IEnumerable<TypeReference> InBody(MethodBody body) =>
        body.Variables.Select(variable => variable.VariableType).Concat(body.Instructions.SelectMany(InInstruction));

    private static IEnumerable<TypeReference> InInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => method.GenericArguments.Append(method.DeclaringType).Append(method.ReturnType),
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Flatten(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Flatten).Append(generic.ElementType),
        TypeSpecification specification => Flatten(specification.ElementType),
        _ => [type],
    };
}
