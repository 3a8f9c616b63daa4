using System.Runtime.InteropServices;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>ONNX Runtime, where its library is found (npm install --ignore-scripts onnxruntime-node brings it along).</summary>
/// <remarks>The library has one exported function, which gives a table of all others; the places below are those of its C header.</remarks>
internal sealed unsafe class OnnxRuntime
{
    /// <summary>Names a file to load in place of the usual ones.</summary>
    public const string PathVariable = "EARSHOT_ONNXRUNTIME";

    private const uint ApiVersion = 17;
    private const int WarningLevel = 2;
    private static readonly string[] Files = ["libonnxruntime.so.1", "libonnxruntime.so", "libonnxruntime.dylib", "onnxruntime.dll"];
    private readonly nint* _api;
    private readonly nint _environment;

    private OnnxRuntime(nint library)
    {
        nint* start = ((delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        Name = $"ONNX Runtime {Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)start[1])())}";
        _api = ((delegate* unmanaged<uint, nint*>)start[0])(ApiVersion);
        if (_api is null)
        {
            throw new InvalidOperationException($"{Name} does not offer version {ApiVersion} of its interface");
        }

        nint name = Marshal.StringToCoTaskMemUTF8("earshot");
        nint environment;
        Check(((delegate* unmanaged<int, nint, nint*, nint>)_api[3])(WarningLevel, name, &environment)); // CreateEnv
        _environment = environment;
        Marshal.FreeCoTaskMem(name);
    }

    /// <summary>Its name and version.</summary>
    public string Name { get; }

    /// <summary>Loads the library, or returns null.</summary>
    public static OnnxRuntime? Find()
    {
        IEnumerable<string> files = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? [path] : Files;
        foreach (string file in files)
        {
            if (NativeLibrary.TryLoad(file, out nint library))
            {
                return new OnnxRuntime(library);
            }
        }

        return null;
    }

    /// <summary>Loads a model with one float input and one float output of one shape, to be run on one thread.</summary>
    /// <returns>Runs the model; its arrays stay where they are for good.</returns>
    public Action Load(byte[] model, string input, string output, long[] shape, float[] values, float[] results)
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)_api[10])(&options)); // CreateSessionOptions
        Check(((delegate* unmanaged<nint, int, nint>)_api[24])(options, 1)); // SetIntraOpNumThreads
        nint session;
        fixed (byte* bytes = model)
        {
            Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)_api[8])(_environment, bytes, (nuint)model.Length, options, &session)); // CreateSessionFromArray
        }

        nint loaded = session;
        nint names = Marshal.AllocCoTaskMem(4 * sizeof(nint));
        var places = (nint*)names; // input name, output name, input value, output value
        places[0] = Marshal.StringToCoTaskMemUTF8(input);
        places[1] = Marshal.StringToCoTaskMemUTF8(output);
        places[2] = Tensor(values, shape);
        places[3] = Tensor(results, shape);
        return () => Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)_api[9])( // Run
            loaded, 0, (nint*)names, (nint*)names + 2, 1, (nint*)names + 1, 1, (nint*)names + 3));
    }

    private nint Tensor(float[] values, long[] shape)
    {
        nint memory;
        Check(((delegate* unmanaged<int, int, nint*, nint>)_api[69])(0, 0, &memory)); // CreateCpuMemoryInfo, of a device, by default
        nint tensor;
        float* first = (float*)GCHandle.Alloc(values, GCHandleType.Pinned).AddrOfPinnedObject();
        fixed (long* sizes = shape)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_api[49])( // CreateTensorWithDataAsOrtValue
                memory, first, (nuint)values.Length * sizeof(float), sizes, (nuint)shape.Length, OnnxGraph.Float, &tensor));
        }

        return tensor;
    }

    private void Check(nint status)
    {
        if (status != 0)
        {
            throw new InvalidOperationException($"{Name}: {Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)_api[2])(status))}"); // GetErrorMessage
        }
    }
}
