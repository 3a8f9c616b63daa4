using System.Globalization;
using System.Text;
using Earshot.Spatial.Design;

namespace Earshot.Spatial.Export;

/// <summary>Configuration text for Equalizer APO: a virtual channel a filter, summed to the outputs in the order of the drivers.</summary>
internal static class EqualizerApoExport
{
    // The names of the outputs of a 7.1 device, in their order.
    private static readonly string[] Outputs = ["L", "R", "C", "LFE", "RL", "RR", "SL", "SR"];

    public static string Write(SpatialModel model)
    {
        int drivers = model.Playback.DriverCount;
        var text = new StringBuilder();
        string gain = FilterExport.SafeGainDb(model).ToString("0.0", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"# {model.Device.Name}: stereo to {drivers} outputs at {model.SampleRate} Hz\nPreamp: {gain} dB\n");
        var copies = new List<string>();
        for (int i = 0; i < 2 * drivers; i++)
        {
            copies.Add($"V{i}={(i < drivers ? "L" : "R")}");
        }

        text.Append(CultureInfo.InvariantCulture, $"Copy: {string.Join(' ', copies)}\n");
        for (int i = 0; i < 2 * drivers; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Channel: V{i}\nConvolution: {FilterExport.WaveName(model, (ProgrammeChannel)(i / drivers), i % drivers)}\n");
        }

        text.Append("Channel: all\nCopy: ").AppendJoin(' ', Enumerable.Range(0, drivers).Select(n => $"{Outputs[n]}=V{n}+V{drivers + n}")).Append('\n');
        return text.ToString();
    }
}
