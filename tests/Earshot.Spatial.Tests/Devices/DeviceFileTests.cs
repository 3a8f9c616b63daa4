using System.Text.Json;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Tests.Devices;

public sealed class DeviceFileTests
{
    [Fact]
    public void The_devices_that_ship_are_what_their_names_say()
    {
        Assert.Equal(0.16, KnownSpeakers.Bar16.Drivers[1].Position.Y - KnownSpeakers.Bar16.Drivers[0].Position.Y, 1e-12);
        Assert.Equal(4, KnownSpeakers.Bar30.Drivers.Count);
        Assert.IsType<SphericalBody>(KnownSpeakers.Round.Body);
        Assert.All(KnownSpeakers.All, device => Assert.Equal(device.Name, DeviceFile.Load(device.Name).Name));
    }

    [Fact]
    public void Every_member_of_the_schema_is_read()
    {
        // A device with every member that the schema names must be accepted: what the reader does not know, it refuses.
        const string device = """
            {
              "$schema": "x", "name": "all", "sampleRates": [48000, 96000],
              "body": { "kind": "cylinder", "radius": 0.06, "height": 0.2 },
              "drivers": [
                { "id": "a", "position": [0.06, -0.001, 0], "axis": [1, 0, 0], "diameter": 0.04, "band": [80, 20000], "sensitivity": -1, "maxBoost": [[100, -6], [200, 0]] },
                { "position": [0, 0.06, 0] }
              ],
              "listener": { "distance": 1.5, "height": 0.3, "headRadius": 0.09, "earAngle": 95, "cloud": { "lateral": 0.02, "distance": 0.1, "yaw": 5 } },
              "crosstalk": { "target": 40, "effort": [[100, 6], [300, 12]], "band": [150, 15000], "virtualAngle": 25 },
              "center": { "nullDepth": 18, "nullAzimuth": 80, "nullWidth": 10, "directivity": 0.5, "effort": 3 },
              "upmix": { "frame": 0.04, "selectivity": 1.2, "smoothing": 0, "decorrelation": 3 },
              "filters": { "taps": 256, "delay": 2, "form": "rtf" },
              "limits": { "separation": 5, "offsetSeparation": 3, "boost": 13, "coloration": 2, "nullDepth": 1, "directivityIndex": 0 },
              "export": ["camilladsp", "equalizer-apo", "pipewire", "c-header"]
            }
            """;
        SpeakerDevice read = DeviceFile.Parse(System.Text.Encoding.UTF8.GetBytes(device));
        Assert.Equal(95, read.Listener.EarAngleDeg);
        Assert.Equal(9, read.Crosstalk.EffortCap.At(Math.Sqrt(100.0 * 300)), 1e-9);
        Assert.True(read.Filters.IsRelative);
        Assert.Equal("d2", read.Drivers[1].Id);
        Assert.Equal(4, read.Exports.Count);
        using JsonDocument schema = JsonDocument.Parse(DeviceFile.Schema);
        using JsonDocument written = JsonDocument.Parse(device);
        AssertCovered(schema.RootElement, written.RootElement, "device");
    }

    [Fact]
    public void The_relative_form_is_exported_where_it_is_asked_for()
    {
        SpeakerDevice bar = KnownSpeakers.Bar16;
        var device = new SpeakerDevice { Name = "7 up", Drivers = bar.Drivers, Filters = new FilterOptions { TapCount = 128, IsRelative = true } };
        (string name, string content) = Earshot.Spatial.Export.FilterExport.Text(SpatialModel.Design(device), ExportFormat.CHeader);
        Assert.EndsWith(".h", name, StringComparison.Ordinal);
        Assert.Contains("static const float device_7_up_quotient[3][2][128]", content, StringComparison.Ordinal);
        Assert.Equal(content.Count(c => c == '{'), content.Count(c => c == '}'));
    }

    // Every property that an object of the schema names stands in the example.
    private static void AssertCovered(JsonElement schema, JsonElement example, string path)
    {
        if (schema.TryGetProperty("items", out JsonElement items) && example.ValueKind == JsonValueKind.Array)
        {
            AssertCovered(items, example[0], path);
        }

        if (!schema.TryGetProperty("properties", out JsonElement properties))
        {
            return;
        }

        foreach (JsonProperty property in properties.EnumerateObject())
        {
            // One driver of a free device has no response file here; reading one has its own tests.
            if (property.Name == "response")
            {
                continue;
            }

            Assert.True(example.TryGetProperty(property.Name, out JsonElement value), $"{path}.{property.Name} is in the schema and not in the example");
            AssertCovered(property.Value, value, $"{path}.{property.Name}");
        }
    }
}
