using System.Globalization;
using System.Text;
using Earshot.Spatial.Design;

namespace Earshot.Spatial.Export;

/// <summary>A PipeWire filter-chain: copies of both inputs, a convolver a filter, a mixer a driver.</summary>
internal static class PipeWireExport
{
    public static string Write(SpatialModel model)
    {
        int drivers = model.Playback.DriverCount;
        var text = new StringBuilder();
        string gain = Math.Pow(10, FilterExport.SafeGainDb(model) / 20).ToString("0.0000", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"# {model.Device.Name}: stereo to {drivers} drivers at {model.SampleRate} Hz\n");
        text.Append("context.modules = [\n  { name = libpipewire-module-filter-chain\n    args = {\n");
        text.Append(CultureInfo.InvariantCulture, $"      node.description = \"{model.Device.Name}\"\n      media.name = \"{model.Device.Name}\"\n      filter.graph = {{\n        nodes = [\n");
        text.Append("          { type = builtin name = left label = copy }\n          { type = builtin name = right label = copy }\n");
        for (int c = 0; c < 2; c++)
        {
            for (int n = 0; n < drivers; n++)
            {
                string file = FilterExport.WaveName(model, (ProgrammeChannel)c, n);
                text.Append(CultureInfo.InvariantCulture, $"          {{ type = builtin name = {Convolver(c, n)} label = convolver config = {{ filename = \"{file}\" gain = {gain} }} }}\n");
            }
        }

        for (int n = 0; n < drivers; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"          {{ type = builtin name = driver{n} label = mixer }}\n");
        }

        text.Append("        ]\n        links = [\n");
        for (int c = 0; c < 2; c++)
        {
            for (int n = 0; n < drivers; n++)
            {
                text.Append(CultureInfo.InvariantCulture, $"          {{ output = \"{(c == 0 ? "left" : "right")}:Out\" input = \"{Convolver(c, n)}:In\" }}\n");
                text.Append(CultureInfo.InvariantCulture, $"          {{ output = \"{Convolver(c, n)}:Out\" input = \"driver{n}:In {c + 1}\" }}\n");
            }
        }

        string outputs = string.Join(' ', Enumerable.Range(0, drivers).Select(static n => $"\"driver{n}:Out\""));
        text.Append("        ]\n        inputs = [ \"left:In\" \"right:In\" ]\n");
        text.Append(CultureInfo.InvariantCulture, $"        outputs = [ {outputs} ]\n      }}\n");
        text.Append("      capture.props = { node.name = \"effect_input.spatial\" media.class = Audio/Sink audio.channels = 2 audio.position = [ FL FR ] }\n");
        text.Append(CultureInfo.InvariantCulture, $"      playback.props = {{ node.name = \"effect_output.spatial\" node.passive = true audio.channels = {drivers} }}\n    }}\n  }}\n]\n");
        return text.ToString();

        string Convolver(int c, int n) => $"{FilterExport.ChannelName((ProgrammeChannel)c)}_{n}";
    }
}
