// Two ways to measure:
//   dotnet run -c Release --project bench/Earshot.Benchmarks -- --filter '*RealFft*'     BenchmarkDotNet, for quiet machines
//   dotnet run -c Release --project bench/Earshot.Benchmarks -- interleaved [LENGTH...]  against FFTW in turns, for busy ones
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Earshot.Benchmarks.Transforms;

if (args.Length > 0 && args[0] == "interleaved")
{
    return RealFftComparison.Run(args.AsSpan(1));
}

// In process: a generated project of its own would have to obey this repository's build rules.
IConfig config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddFilter(new SimpleFilter(benchmark => Fftw.IsAvailable || !benchmark.Descriptor.Baseline));
BenchmarkSwitcher.FromAssembly(typeof(Fftw).Assembly).Run(args, config);
return 0;
