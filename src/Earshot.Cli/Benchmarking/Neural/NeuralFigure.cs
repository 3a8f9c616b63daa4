namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>One row of the table: our figure, a peer's, and what is to be reached.</summary>
/// <param name="Item">What was measured.</param>
/// <param name="Own">Our figure.</param>
/// <param name="Unit">Unit of both.</param>
/// <param name="PeerName">The peer; empty without one.</param>
/// <param name="Peer">Its figure; NaN without one.</param>
/// <param name="Ratio">The median of ours over the peer's, taken turn by turn; NaN without one.</param>
/// <param name="Reach">What the ratio, or without a peer our figure, has to reach; NaN for nothing.</param>
/// <param name="AtLeast">Whether that is a lower bound; else it is an upper one.</param>
internal sealed record NeuralFigure(
    string Item, double Own, string Unit, string PeerName = "", double Peer = double.NaN, double Ratio = double.NaN, double Reach = double.NaN, bool AtLeast = false)
{
    /// <summary>Whether it was reached; null where there is nothing to reach, or no peer to compare with.</summary>
    public bool? IsReached
    {
        get
        {
            double value = PeerName.Length > 0 ? Ratio : Own;
            return double.IsNaN(Reach) || double.IsNaN(value) ? null : AtLeast ? value >= Reach : value <= Reach;
        }
    }
}
