using System.Buffers.Binary;
using System.Text;
using Earshot.Neural.Files;
using Earshot.Neural.Layers;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Files;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-safetensors-").FullName;

    private string PathOf => Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_comes_back_bit_for_bit()
    {
        var model = new Sequential<float>(new Linear<float>(5, 3, new SeededRandom(1)), new Gru<float>(3, 4, new SeededRandom(2)), new BatchNorm<float>(4));
        model.Save(PathOf, new Dictionary<string, string>(StringComparer.Ordinal) { ["licence"] = "CC0 \"quoted\"" });
        var other = new Sequential<float>(new Linear<float>(5, 3, new SeededRandom(7)), new Gru<float>(3, 4, new SeededRandom(8)), new BatchNorm<float>(4));
        other.Load(PathOf);
        foreach ((NamedParameter<float> a, NamedParameter<float> b) in model.Parameters.Zip(other.Parameters))
        {
            Assert.Equal(a.Parameter.Values.ToArray(), b.Parameter.Values.ToArray());
        }

        using var file = SafetensorsFile.Open(PathOf);
        Assert.Equal("CC0 \"quoted\"", file.Metadata["licence"]);
        Assert.Equal([3, 5], file.Tensors["0.weight"].Lengths);
        Assert.All(file.Tensors.Values, tensor => Assert.Equal(0, tensor.Start % 4));
    }

    [Fact]
    public void Other_number_formats_are_converted()
    {
        var writer = new SafetensorsWriter();
        writer.Add<double>("double", new Shape("C", 2), [1.5, -2]);
        writer.Add<Half>("half", new Shape("C", 2), [(Half)1.5, (Half)(-2)]);
        writer.Add("brain", ElementType.BF16, [2], [0xC0, 0x3F, 0x00, 0xC0]);
        writer.Add("bytes", ElementType.U8, [3], [1, 2, 3]);
        writer.Save(PathOf);
        using var file = SafetensorsFile.Open(PathOf);
        float[] values = new float[2];
        foreach (string name in (string[])["double", "half", "brain"])
        {
            file.Read(name, values.AsSpan());
            Assert.Equal([1.5f, -2], values);
        }

        Assert.Equal([1, 2, 3], file.Bytes("bytes").ToArray());
        Assert.Throws<ModelFormatException>(() => file.Read("bytes", new float[3].AsSpan()));
        Assert.Throws<ModelFormatException>(() => file.Read("half", new float[3].AsSpan()));
        Assert.Throws<ModelFormatException>(() => file.Bytes("absent").Length);
    }

    [Theory]
    [InlineData("", "is no JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{\"a\":1}", "no JSON object")]
    [InlineData("{\"a\":{}}", "no dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F33\",\"shape\":[2],\"data_offsets\":[0,8]}}", "dtype F33")]
    [InlineData("{\"a\":{\"dtype\":\"1\",\"shape\":[2],\"data_offsets\":[0,8]}}", "dtype 1")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", "no shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "-2")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", "1.5")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,12]}}", "data has 8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "data has 8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "end at byte")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "begins at byte")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "overlap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "no JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}", "8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,8]}}", "8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}", "99999999999999999999")]
    [InlineData("{\"__metadata__\":{\"x\":1}}", "no string")]
    [InlineData("{\"__metadata__\":{\"x\":\"\\ud800\"}}", "no JSON")]
    [InlineData("{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "no JSON")]
    [InlineData("{\"a\":{\"dtype\":{},\"x\":[[[[[[[[[]]]]]]]]]}}", "no JSON")]
    public void Hostile_headers_are_refused(string header, string complaint)
    {
        Write(header, 8);
        var error = Assert.Throws<ModelFormatException>(() => SafetensorsFile.Open(PathOf));
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
        Assert.Contains(PathOf, error.Message, StringComparison.Ordinal);
    }

    // Whatever bytes change, a file opens or is refused with the house's exception; a file that opens can be read to its last byte.
    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        new Linear<float>(5, 3, new SeededRandom(1)).Save(PathOf, new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "x" });
        byte[] whole = File.ReadAllBytes(PathOf);
        int text = (int)BinaryPrimitives.ReadUInt64LittleEndian(whole);
        var random = new SeededRandom(4);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] bytes = [.. whole];
            for (int change = random.NextInt(3); change >= 0; change--)
            {
                bytes[random.NextInt(8 + text)] = (byte)random.NextInt(256);
            }

            File.WriteAllBytes(PathOf, bytes);
            try
            {
                using var file = SafetensorsFile.Open(PathOf);
                Assert.All(file.Tensors.Keys, name => Assert.Equal(file.Tensors[name].ByteCount, file.Bytes(name).Length));
            }
            catch (ModelFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 200, 400);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(30)]
    [InlineData(-1)]
    public void Truncated_files_are_refused(int length)
    {
        new Linear<float>(5, 3, new SeededRandom(1)).Save(PathOf);
        byte[] bytes = File.ReadAllBytes(PathOf);
        File.WriteAllBytes(PathOf, bytes[..(length < 0 ? bytes.Length + length : length)]);
        Assert.Throws<ModelFormatException>(() => SafetensorsFile.Open(PathOf));
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(100UL)]
    public void A_header_longer_than_the_file_is_refused(ulong length)
    {
        byte[] bytes = new byte[20];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(PathOf, bytes);
        Assert.Contains("claims", Assert.Throws<ModelFormatException>(() => SafetensorsFile.Open(PathOf)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_architecture_is_refused_and_nothing_changes()
    {
        new Linear<float>(5, 3, new SeededRandom(1)).Save(PathOf);
        var other = new Linear<float>(4, 3, new SeededRandom(2), hasBias: false);
        float[] before = other.Weight.Values.ToArray();
        var error = Assert.Throws<ModelFormatException>(() => other.Load(PathOf));
        Assert.Contains("weight is [3, 5], [O 3, I 4] was expected", error.Message, StringComparison.Ordinal);
        Assert.Contains("bias is not a part of the model", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Weight.Values.ToArray());
        Assert.Contains("0.weight [O 3, I 5] is missing", Assert.Throws<ModelFormatException>(() => new Sequential<float>(new Linear<float>(5, 3, new SeededRandom(1))).Load(PathOf)).Message, StringComparison.Ordinal);
    }

    private void Write(string header, int dataLength)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] bytes = new byte[8 + text.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        File.WriteAllBytes(PathOf, bytes);
    }
}
