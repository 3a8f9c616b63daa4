using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Earshot.Neural.Files;

/// <summary>Reads a safetensors file, mapped into memory: opening costs the header only, and processes share one copy.</summary>
public sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly SafetensorsHeader _header;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _bytes;
    private bool _isDisposed;

    private SafetensorsFile(string path)
    {
        Path = path;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
            int read = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
            byte[] text = new byte[SafetensorsHeader.TextLength(path, prefix[..read], stream.Length)];
            stream.ReadExactly(text);
            _header = SafetensorsHeader.Parse(path, text, stream.Length);

            // The map takes the very file whose header was checked, even if another has taken its name meanwhile.
            _map = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors => _header.Tensors;

    /// <summary>What the writer noted.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header: sizes, offsets, overlaps, gaps.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file is truncated or its header does not hold.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Open(string path) => new(path);

    /// <summary>The bytes of a tensor, as they lie in the file; valid until the file is disposed.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ModelFormatException">There is no such tensor, or it has more than 2^31 - 1 bytes.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        StoredTensor tensor = Find(name);
        return tensor.ByteCount <= int.MaxValue
            ? new ReadOnlySpan<byte>(_bytes + _view.PointerOffset + tensor.Start, (int)tensor.ByteCount)
            : throw new ModelFormatException($"{Path}: {name} has {tensor.ByteCount} bytes; at most {int.MaxValue} can be read");
    }

    /// <summary>Reads a tensor of floating-point numbers, converting them where their type differs.</summary>
    /// <typeparam name="T">The number format to read into.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="values">Where to; as many elements as the tensor has.</param>
    /// <exception cref="ModelFormatException">There is no such tensor, its elements are integers, or their number differs.</exception>
    public void Read<T>(string name, Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        StoredTensor tensor = Find(name);
        if (tensor.Count != values.Length)
        {
            throw new ModelFormatException($"{Path}: {name} has {tensor.Count} elements; {values.Length} were expected");
        }

        ReadOnlySpan<byte> bytes = Bytes(name);
        switch (tensor.Type)
        {
            case ElementType.F32:
                Convert(MemoryMarshal.Cast<byte, float>(bytes), values);
                break;
            case ElementType.F64:
                Convert(MemoryMarshal.Cast<byte, double>(bytes), values);
                break;
            case ElementType.F16:
                Convert(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case ElementType.BF16:
                ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < halves.Length; i++)
                {
                    values[i] = T.CreateTruncating(BitConverter.UInt32BitsToSingle((uint)halves[i] << 16));
                }

                break;
            default:
                throw new ModelFormatException($"{Path}: {name} holds {tensor.Type}; floating-point numbers were expected");
        }
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _map.Dispose();
        }
    }

    private StoredTensor Find(string name) => _header.Tensors.TryGetValue(name, out StoredTensor? tensor)
        ? tensor
        : throw new ModelFormatException($"{Path}: there is no tensor {name}");

    private static void Convert<TFrom, T>(ReadOnlySpan<TFrom> from, Span<T> to)
        where TFrom : unmanaged, IFloatingPointIeee754<TFrom>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(TFrom) == typeof(T))
        {
            MemoryMarshal.AsBytes(from).CopyTo(MemoryMarshal.AsBytes(to));
            return;
        }

        for (int i = 0; i < from.Length; i++)
        {
            to[i] = T.CreateTruncating(from[i]);
        }
    }
}
