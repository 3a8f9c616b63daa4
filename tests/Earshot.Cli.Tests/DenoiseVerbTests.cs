using Earshot.Cli.Tests.Harness;
using Earshot.Denoising;
using Earshot.Denoising.Network;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Tests;

public sealed class DenoiseVerbTests
{
    [Theory]
    [InlineData(48000, 1)]
    [InlineData(16000, 2)]
    [InlineData(44100, 2)]
    [InlineData(8000, 1)]
    public async Task With_a_limit_of_zero_the_recording_comes_back_in_its_place(int sampleRate, int channels)
    {
        using var folder = new Folder();
        AudioBuffer input = Recordings.Sine(sampleRate, 0.5, channels);
        WavFile.Write(folder["in.wav"], input, WavSampleFormat.Float32);
        Model(folder["m.safetensors"]);
        ToolResult result = await Tool.RunInsideAsync(
            ["denoise", folder["in.wav"], folder["out.wav"], "--model", folder["m.safetensors"], "--limit-db", "0", "--format", "float32"]);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        AudioBuffer output = WavFile.Read(folder["out.wav"]);
        Assert.Equal((sampleRate, channels, input.Length), (output.SampleRate, output.ChannelCount, output.Length));
        int edge = sampleRate / 50; // resamplers ring where the recording begins and ends
        for (int c = 0; c < channels; c++)
        {
            for (int n = edge; n < input.Length - edge; n++)
            {
                // Two passes of a resampler at most.
                Assert.Equal(input.Channel(c)[n], output.Channel(c)[n], 2e-3f);
            }
        }
    }

    [Fact]
    public async Task A_pipe_gives_what_a_file_gives()
    {
        using var folder = new Folder();
        Model(folder["m.safetensors"]);
        byte[] wav = Recordings.Wav(Recordings.Bursts(48000, 1), WavSampleFormat.Float32);
        await File.WriteAllBytesAsync(folder["in.wav"], wav);
        string[] rest = ["--model", folder["m.safetensors"], "--no-lookahead", "--format", "float32"];
        ToolResult file = await Tool.RunInsideAsync(["denoise", folder["in.wav"], folder["out.wav"], .. rest]);
        ToolResult pipe = await Tool.RunAsync(["denoise", "-", "-", .. rest], wav);
        Assert.Equal((0, 0, ""), (file.ExitCode, pipe.ExitCode, pipe.Error));
        using var reader = new WavReader(new MemoryStream(pipe.OutputBytes));
        Assert.Equal(WavFile.Read(folder["out.wav"]).Samples.ToArray(), reader.ReadToEnd().Samples.ToArray());
    }

    [Fact]
    public async Task A_recording_of_one_sample_stays_one()
    {
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], new AudioBuffer(44100, [0.5f]), WavSampleFormat.Int16);
        Model(folder["m.safetensors"]);
        ToolResult result = await Tool.RunInsideAsync(["denoise", folder["in.wav"], folder["out.wav"], "--model", folder["m.safetensors"]]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(1, WavFile.Read(folder["out.wav"]).Length);
    }

    [Fact]
    public async Task Mistakes_are_one_line()
    {
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], Recordings.Sine(), WavSampleFormat.Int16);
        await File.WriteAllTextAsync(folder["m.safetensors"], "no model");
        (await Tool.RunInsideAsync(["denoise", folder["in.wav"], folder["out.wav"]])).AssertOneLine(2, "--model");
        (await Tool.RunInsideAsync(["denoise", folder["in.wav"], folder["out.wav"], "--model", folder["m.safetensors"]])).AssertOneLine(1, "m.safetensors");
        (await Tool.RunInsideAsync(["train", folder["no.json"], "--out", folder["run"]])).AssertOneLine(1, "no.json");
        await File.WriteAllTextAsync(folder["bad.json"], """{ "steps": 0 }""");
        (await Tool.RunInsideAsync(["train", folder["bad.json"], "--out", folder["run"]])).AssertOneLine(1, "Steps");
        Assert.DoesNotContain("out.wav", folder.Names);
    }

    private static void Model(string path) => DenoiserModel.CreateUntrained(new DenoiserArchitecture(8, 8, 2, 8, 1), 1).Save(path);
}
