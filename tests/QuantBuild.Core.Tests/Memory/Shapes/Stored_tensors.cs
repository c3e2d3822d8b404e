using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;

namespace QuantBuild.Core.Tests.Memory.Shapes;

public sealed class Stored_tensors
{
    [Fact]
    public void Are_read_from_whichever_field_holds_them()
    {
        Assert.Equal([1L, -2], Integers(new TensorProto { DataType = 7, Dims = { 2 }, Int64Data = { 1, -2 } }));
        Assert.Equal([1L, -2], Integers(new TensorProto { DataType = 6, Dims = { 2 }, Int32Data = { 1, -2 } }));
        Assert.Equal([1L, 0], Integers(new TensorProto { DataType = 9, Dims = { 2 }, RawData = ByteString.CopyFrom(7, 0) }));
        Assert.Equal([255L, 1], Integers(new TensorProto { DataType = 2, Dims = { 2 }, RawData = ByteString.CopyFrom(255, 1) }));
        Assert.Equal([-1L], Integers(new TensorProto { DataType = 3, Dims = { 1 }, RawData = ByteString.CopyFrom(255) }));
        Assert.Equal([0.5], Reals(new TensorProto { DataType = 1, FloatData = { 0.5f } }));
        Assert.Equal([1.0], Reals(new TensorProto { DataType = 10, Dims = { 1 }, RawData = ByteString.CopyFrom(0, 0x3C) }));
        Assert.Equal([1.0], Reals(new TensorProto { DataType = 10, Dims = { 1 }, Int32Data = { 0x3C00 } }));
    }

    [Fact]
    public void Have_no_value_where_their_elements_are_elsewhere_many_or_not_as_many_as_announced()
    {
        Assert.Null(ConstantReader.Read(new TensorProto { DataType = 7, Dims = { 200 }, Payload = 0 }).Value);
        Assert.Null(ConstantReader.Read(new TensorProto { DataType = 2, Dims = { SmallTensor.MaxElements + 1 }, RawData = ByteString.CopyFrom(new byte[SmallTensor.MaxElements + 1]) }).Value);
        Assert.Null(ConstantReader.Read(new TensorProto { DataType = 7, Dims = { 3 }, Int64Data = { 1, 2 } }).Value);
        Assert.Equal("200", ConstantReader.Read(new TensorProto { DataType = 7, Dims = { 200 }, Payload = 0 }).Concrete.ToString());
        Assert.Null(ConstantReader.Read(new TensorProto { DataType = 7, Dims = { -1 } }).Concrete);
    }

    private static long[] Integers(TensorProto tensor) => [.. ConstantReader.Read(tensor).Value!.Integers];

    private static double[] Reals(TensorProto tensor) => [.. ConstantReader.Read(tensor).Value!.Reals];
}
