namespace Earshot.Neural.Kernels;

/// <summary>The panels of one thread, kept from call to call, so that products allocate nothing once they have run.</summary>
internal sealed class ThreadMemory
{
    [ThreadStatic]
    private static ThreadMemory? _current;

    private AlignedArray<float> _rows = new(0);
    private AlignedArray<float> _columns = new(0);

    /// <summary>That of the calling thread.</summary>
    public static ThreadMemory Current => _current ??= new ThreadMemory();

    /// <summary>Room for panels of A; what was in it is lost when it grows.</summary>
    public AlignedArray<float> Rows(int length) => _rows.Length >= length ? _rows : _rows = new AlignedArray<float>(length);

    /// <summary>Room for panels of B; what was in it is lost when it grows.</summary>
    public AlignedArray<float> Columns(int length) => _columns.Length >= length ? _columns : _columns = new AlignedArray<float>(length);
}
