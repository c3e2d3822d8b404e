using System.Buffers.Binary;
using System.Collections.Immutable;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>Facts of stored tensors; elements are read where the structure holds them and they are few.</summary>
internal static class ConstantReader
{
    /// <summary>A tensor whose elements no caller can override.</summary>
    public static ValueFacts Read(TensorProto tensor)
    {
        var shape = tensor.Shape();
        var valid = shape.Elements is not null;
        return new ValueFacts
        {
            Type = (ElementType)tensor.DataType,
            Concrete = valid ? shape : null,
            Known = valid ? KnownShape.Of(shape) : null,
            Value = Elements(tensor, shape),
            IsConstant = true,
        };
    }

    /// <summary>The runtime makes it dense while it reads the file.</summary>
    public static ValueFacts Read(SparseTensorProto sparse) => Facts((ElementType)(sparse.Values?.DataType ?? 0), new TensorShape([.. sparse.Dims]), null);

    /// <summary>What a <c>Constant</c> node holds; null where it is no tensor.</summary>
    public static ValueFacts? Read(NodeProto constant)
    {
        foreach (var attribute in constant.Attribute)
        {
            switch (attribute.Name)
            {
                case "value" when attribute.T is { } tensor:
                    return Read(tensor);
                case "sparse_value" when attribute.SparseTensor is { } sparse:
                    return Read(sparse);
                case "value_int":
                    return Facts(ElementType.Int64, TensorShape.Scalar, SmallTensor.Of(attribute.I));
                case "value_ints":
                    return Facts(ElementType.Int64, new TensorShape([attribute.Ints.Count]), new([.. attribute.Ints], []));
                case "value_float":
                    return Facts(ElementType.Float32, TensorShape.Scalar, SmallTensor.OfReals(attribute.F));
                case "value_floats":
                    return Facts(ElementType.Float32, new TensorShape([attribute.Floats.Count]), new([], [.. attribute.Floats.Select(x => (double)x)]));
                case "value_string":
                    return Facts(ElementType.String, TensorShape.Scalar, null);
                case "value_strings":
                    return Facts(ElementType.String, new TensorShape([attribute.Strings.Count]), null);
            }
        }

        return null;
    }

    private static ValueFacts Facts(ElementType type, TensorShape shape, SmallTensor? value) => new()
    {
        Type = type,
        Concrete = shape.Elements is null ? null : shape,
        Known = shape.Elements is null ? null : KnownShape.Of(shape),
        Value = value is { Count: <= SmallTensor.MaxElements } ? value : null,
        IsConstant = true,
    };

    private static SmallTensor? Elements(TensorProto tensor, TensorShape shape)
    {
        if (shape.Elements is not { } count || count > SmallTensor.MaxElements || (tensor.HasPayload && tensor.Converted.IsDefault) || tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return null;
        }

        var type = (ElementType)tensor.DataType;
        var value = tensor.HasPayload ? Raw(tensor.Converted.AsSpan(), type) : tensor.HasRawData ? Raw(tensor.RawData.Span, type) : type switch
        {
            ElementType.Float32 => Reals(tensor.FloatData.Select(x => (double)x)),
            ElementType.Float64 => Reals(tensor.DoubleData),
            ElementType.Float16 => Reals(tensor.Int32Data.Select(bits => (double)BitConverter.UInt16BitsToHalf((ushort)bits))),
            ElementType.Int64 => Integers(tensor.Int64Data),
            ElementType.UInt32 or ElementType.UInt64 => Integers(tensor.Uint64Data.Select(x => unchecked((long)x))),
            ElementType.Bool or ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 or ElementType.Int32
                => Integers(tensor.Int32Data.Select(x => (long)x)),
            _ => null,
        };
        return value?.Count == count ? value : null;
    }

    /// <summary>Little-endian elements.</summary>
    private static SmallTensor? Raw(ReadOnlySpan<byte> bytes, ElementType type)
    {
        var width = type.Bits() / 8;
        if (width == 0 || bytes.Length % width != 0)
        {
            return null;
        }

        var count = bytes.Length / width;
        var integers = ImmutableArray.CreateBuilder<long>(type.IsFloatingPoint() ? 0 : count);
        var reals = ImmutableArray.CreateBuilder<double>(type.IsFloatingPoint() ? count : 0);
        for (var i = 0; i < count; i++)
        {
            var element = bytes.Slice(i * width, width);
            switch (type)
            {
                case ElementType.Float32: reals.Add(BinaryPrimitives.ReadSingleLittleEndian(element)); break;
                case ElementType.Float64: reals.Add(BinaryPrimitives.ReadDoubleLittleEndian(element)); break;
                case ElementType.Float16: reals.Add((double)BinaryPrimitives.ReadHalfLittleEndian(element)); break;
                case ElementType.Bool: integers.Add(element[0] != 0 ? 1 : 0); break;
                case ElementType.Int8: integers.Add((sbyte)element[0]); break;
                case ElementType.UInt8: integers.Add(element[0]); break;
                case ElementType.Int16: integers.Add(BinaryPrimitives.ReadInt16LittleEndian(element)); break;
                case ElementType.UInt16: integers.Add(BinaryPrimitives.ReadUInt16LittleEndian(element)); break;
                case ElementType.Int32: integers.Add(BinaryPrimitives.ReadInt32LittleEndian(element)); break;
                case ElementType.UInt32: integers.Add(BinaryPrimitives.ReadUInt32LittleEndian(element)); break;
                case ElementType.Int64 or ElementType.UInt64: integers.Add(BinaryPrimitives.ReadInt64LittleEndian(element)); break;
                default: return null;
            }
        }

        return new(integers.MoveToImmutable(), reals.MoveToImmutable());
    }

    private static SmallTensor Integers(IEnumerable<long> elements) => new([.. elements], []);

    private static SmallTensor Reals(IEnumerable<double> elements) => new([], [.. elements]);
}
