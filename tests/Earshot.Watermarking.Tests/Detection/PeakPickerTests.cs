using Earshot.Watermarking.Detection;

namespace Earshot.Watermarking.Tests.Detection;

public sealed class PeakPickerTests
{
    [Fact]
    public void A_top_settles_with_the_next_lower_row_and_lies_between_rows()
    {
        List<(long Row, Peak Peak)> found = Pick([0, 5, 12, 16, 15, 8, 0]);
        (long row, Peak peak) = Assert.Single(found);
        Assert.Equal(4, row);
        Assert.Equal(3, peak.Row);
        Assert.Equal(16, peak.Score.Value);
        // The parabola through 12, 16, 15: 0.5 (12 - 15) / (12 - 32 + 15).
        Assert.Equal(0.3, peak.Offset, 1e-6);
    }

    [Fact]
    public void Below_the_threshold_nothing_is_found() => Assert.Empty(Pick([0, 5, 9.99f, 9.9f, 0, 9, 0]));

    [Fact]
    public void The_tail_of_a_room_is_no_second_top()
    {
        float[] scores = new float[250];
        scores[10] = 40;
        scores[20] = 30;
        scores[200] = 79;
        Assert.Equal([10L], Pick(scores).Select(item => item.Peak.Row));
    }

    [Fact]
    public void A_chance_top_cannot_hide_a_mark_twice_as_high()
    {
        float[] scores = new float[250];
        scores[10] = 12;
        scores[100] = 60;
        Assert.Equal([10L, 100L], Pick(scores).Select(item => item.Peak.Row));
    }

    [Fact]
    public void After_a_second_and_a_half_every_top_counts_again()
    {
        float[] scores = new float[700];
        scores[10] = 40;
        scores[311] = 11;
        scores[650] = 11;
        Assert.Equal([10L, 311L, 650L], Pick(scores).Select(item => item.Peak.Row));
    }

    [Fact]
    public void A_reset_forgets()
    {
        var picker = new PeakPicker(10);
        picker.Update(0, new KeyScore(50, 0, 0), out _);
        picker.Update(1, default, out _);
        picker.Reset();
        Assert.False(picker.Update(2, new KeyScore(11, 0, 0), out _));
        Assert.True(picker.Update(3, default, out Peak peak));
        Assert.Equal(2, peak.Row);
    }

    private static List<(long Row, Peak Peak)> Pick(float[] scores)
    {
        var picker = new PeakPicker(10);
        var found = new List<(long, Peak)>();
        for (int row = 0; row < scores.Length; row++)
        {
            if (picker.Update(row, new KeyScore(scores[row], 0, 0), out Peak peak))
            {
                found.Add((row, peak));
            }
        }

        return found;
    }
}
