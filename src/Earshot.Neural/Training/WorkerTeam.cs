namespace Earshot.Neural.Training;

// Threads that wait for work, do one job each and wait again. Nobody spins: on a busy machine a spinning waiter takes the time that the worker needs.
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _starts;
    private readonly CountdownEvent _done = new(1);
    private readonly Exception?[] _errors;
    private Action<int>? _job;
    private volatile bool _ends;

    // The caller is worker 0.
    public WorkerTeam(int workers)
    {
        _errors = new Exception?[workers];
        _starts = [.. Enumerable.Range(0, workers).Select(_ => new SemaphoreSlim(0))];
        _threads = [.. Enumerable.Range(1, workers - 1).Select(worker => new Thread(() => Work(worker)) { IsBackground = true, Name = $"training worker {worker}" })];
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    // Runs the job once for each worker, and returns when all are done.
    public void Run(Action<int> job)
    {
        _job = job;
        _done.Reset(_starts.Length);
        for (int worker = 1; worker < _starts.Length; worker++)
        {
            _starts[worker].Release();
        }

        Do(0);
        _done.Wait();
        foreach (Exception? error in _errors)
        {
            if (error is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
            }
        }
    }

    public void Dispose()
    {
        _ends = true;
        for (int worker = 1; worker < _starts.Length; worker++)
        {
            _starts[worker].Release();
            _threads[worker - 1].Join();
        }

        foreach (SemaphoreSlim start in _starts)
        {
            start.Dispose();
        }

        _done.Dispose();
    }

    private void Work(int worker)
    {
        while (true)
        {
            _starts[worker].Wait();
            if (_ends)
            {
                return;
            }

            Do(worker);
        }
    }

    private void Do(int worker)
    {
        try
        {
            _errors[worker] = null;
            _job!(worker);
        }
        catch (Exception e)
        {
            // Carried to the caller's thread, which throws it again.
            _errors[worker] = e;
        }
        finally
        {
            _done.Signal();
        }
    }
}
