namespace Earshot.Neural.Kernels;

/// <summary>Shares the parts of a product between the calling thread and the pool, without allocating once it exists.</summary>
/// <remarks>
/// Threads take parts until none is left; the caller is one of them, so a busy pool delays nothing but its help, and a caller that is a
/// thread of the pool itself cannot wait for its own kind. At the end the caller waits, blocked, for parts that others have begun.
/// A thread of the pool that comes after the last part was taken finds a closed door and leaves.
/// </remarks>
#pragma warning disable CA1001 // It lives as long as its thread, and a slim event that is only waited for holds no handle.
internal sealed class PartedJob : IThreadPoolWorkItem
#pragma warning restore CA1001
{
    [ThreadStatic]
    private static PartedJob? _forThisThread;

    private readonly Lock _door = new();
    private readonly ManualResetEventSlim _done = new(initialState: false, spinCount: 0);
    private PartedProduct _product;
    private Exception? _failure;
    private int _next; // guarded by _door, as are the rest
    private int _parts;
    private int _open;

    /// <summary>The calling thread's job; it runs one product at a time.</summary>
    public static PartedJob ForThisThread => _forThisThread ??= new PartedJob();

    /// <summary>Says what is to be computed.</summary>
    public void Set(in PartedProduct product) => _product = product;

    /// <summary>Computes all parts.</summary>
    public void Run()
    {
        lock (_door)
        {
            _next = 0;
            _parts = _open = _product.Parts;
            _failure = null;
            _done.Reset();
        }

        for (int i = 1; i < _product.Parts; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        Execute();
        _done.Wait();
        if (_failure is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Takes parts until none is left.</summary>
    public void Execute()
    {
        while (TryTake(out int part))
        {
            Exception? failure = null;
            try
            {
                SplitProduct.Part(_product, part);
            }
#pragma warning disable CA1031 // whatever it is, it belongs to the caller, not to the pool's thread
            catch (Exception exception)
            {
                failure = exception;
            }
#pragma warning restore CA1031

            Finish(failure);
        }
    }

    private bool TryTake(out int part)
    {
        lock (_door)
        {
            part = _next;
            bool found = _next < _parts;
            _next += found ? 1 : 0;
            return found;
        }
    }

    private void Finish(Exception? failure)
    {
        lock (_door)
        {
            _failure ??= failure;
            if (--_open == 0)
            {
                _done.Set();
            }
        }
    }
}
