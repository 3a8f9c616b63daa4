// Writes the few messages of an ONNX model that a benchmark needs, in protocol buffers' wire format.
// Source: onnx.proto of ONNX 1.13 (field numbers); Protocol Buffers, "Encoding".
using System.Buffers;
using System.Text;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>Builds a small ONNX model.</summary>
internal sealed class OnnxGraph
{
    /// <summary>ONNX's number for float.</summary>
    public const int Float = 1;

    /// <summary>ONNX's number for signed bytes.</summary>
    public const int SignedByte = 3;

    private const int ModelVersion = 8;
    private const int OperatorSet = 13;
    private const int IntAttribute = 2;
    private readonly ArrayBufferWriter<byte> _body = new();

    /// <summary>Adds a node.</summary>
    /// <param name="operation">Its operator.</param>
    /// <param name="inputs">Names that it reads.</param>
    /// <param name="outputs">Names that it makes.</param>
    /// <param name="integer">An attribute with a whole number, or null.</param>
    public void Node(string operation, IEnumerable<string> inputs, IEnumerable<string> outputs, (string Name, long Value)? integer = null)
    {
        var node = new ArrayBufferWriter<byte>();
        foreach (string input in inputs)
        {
            Bytes(node, 1, Encoding.UTF8.GetBytes(input));
        }

        foreach (string output in outputs)
        {
            Bytes(node, 2, Encoding.UTF8.GetBytes(output));
        }

        Bytes(node, 4, Encoding.UTF8.GetBytes(operation));
        if (integer is (string name, long value))
        {
            var attribute = new ArrayBufferWriter<byte>();
            Bytes(attribute, 1, Encoding.UTF8.GetBytes(name));
            Number(attribute, 3, value);
            Number(attribute, 20, IntAttribute);
            Bytes(node, 5, attribute.WrittenSpan);
        }

        Bytes(_body, 1, node.WrittenSpan);
    }

    /// <summary>Adds a constant.</summary>
    public void Constant(string name, int type, ReadOnlySpan<byte> values, params ReadOnlySpan<long> shape)
    {
        var tensor = new ArrayBufferWriter<byte>();
        foreach (long size in shape)
        {
            Number(tensor, 1, size);
        }

        Number(tensor, 2, type);
        Bytes(tensor, 8, Encoding.UTF8.GetBytes(name));
        Bytes(tensor, 9, values);
        Bytes(_body, 5, tensor.WrittenSpan);
    }

    /// <summary>The model, with one float input and one float output.</summary>
    public byte[] Model(string input, string output, params ReadOnlySpan<long> shape)
    {
        Bytes(_body, 2, "bench"u8);
        Bytes(_body, 11, Value(input, shape));
        Bytes(_body, 12, Value(output, shape));
        var operators = new ArrayBufferWriter<byte>();
        Number(operators, 2, OperatorSet);
        var model = new ArrayBufferWriter<byte>();
        Number(model, 1, ModelVersion);
        Bytes(model, 7, _body.WrittenSpan);
        Bytes(model, 8, operators.WrittenSpan);
        return model.WrittenSpan.ToArray();
    }

    private static byte[] Value(string name, ReadOnlySpan<long> shape)
    {
        var dimensions = new ArrayBufferWriter<byte>();
        foreach (long size in shape)
        {
            var dimension = new ArrayBufferWriter<byte>();
            Number(dimension, 1, size);
            Bytes(dimensions, 1, dimension.WrittenSpan);
        }

        var tensor = new ArrayBufferWriter<byte>();
        Number(tensor, 1, Float);
        Bytes(tensor, 2, dimensions.WrittenSpan);
        var type = new ArrayBufferWriter<byte>();
        Bytes(type, 1, tensor.WrittenSpan);
        var value = new ArrayBufferWriter<byte>();
        Bytes(value, 1, Encoding.UTF8.GetBytes(name));
        Bytes(value, 2, type.WrittenSpan);
        return value.WrittenSpan.ToArray();
    }

    private static void Number(ArrayBufferWriter<byte> target, int field, long value)
    {
        Plain(target, (ulong)field << 3);
        Plain(target, (ulong)value);
    }

    private static void Bytes(ArrayBufferWriter<byte> target, int field, ReadOnlySpan<byte> value)
    {
        Plain(target, ((ulong)field << 3) | 2);
        Plain(target, (ulong)value.Length);
        target.Write(value);
    }

    private static void Plain(ArrayBufferWriter<byte> target, ulong value)
    {
        for (; value > 127; value >>= 7)
        {
            target.Write([(byte)(value | 128)]);
        }

        target.Write([(byte)value]);
    }
}
