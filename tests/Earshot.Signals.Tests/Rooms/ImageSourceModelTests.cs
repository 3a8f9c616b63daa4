using Earshot.Signals.Randomness;
using Earshot.Signals.Rooms;
using FsCheck;
using FsCheck.Fluent;

namespace Earshot.Signals.Tests.Rooms;

public sealed class ImageSourceModelTests
{
    private static readonly ImageSourceOptions Exact = new() { DisplacementM = 0, Tail = false };

    // Pressure reflection coefficients 0.9, 0.8, 0.7, 0.6, 0.5, 0.4 on the six surfaces.
    private static readonly ShoeboxRoom Room = new(
        4, 3, 2.5, new SurfaceAbsorption(1 - 0.81, 1 - 0.64, 1 - 0.49, 1 - 0.36, 1 - 0.25, 1 - 0.16));

    private static readonly Vector3D Source = new(1, 1, 1);
    private static readonly Vector3D Receiver = new(3, 2, 1.5);

    [Fact]
    public void First_order_images_stand_where_mirrors_put_them()
    {
        ImageSource[] images = new ImageSourceModel(Room, new ImageSourceOptions { DisplacementM = 0, Tail = false, MaximumOrder = 1 })
            .Trace(Source, Receiver, 1);
        Assert.Equal(7, images.Length);
        Assert.Equal(0, images[0].ReflectionCount);
        Assert.Equal(Math.Sqrt(4 + 1 + 0.25), images[0].Distance, 1e-12);
        Assert.Equal(1 / images[0].Distance, images[0].Amplitude, 1e-12);

        // (image position, reflection coefficient), worked out by hand.
        (Vector3D Position, double Reflectance)[] expected =
        [
            (new(-1, 1, 1), 0.9), (new(7, 1, 1), 0.8),
            (new(1, -1, 1), 0.7), (new(1, 5, 1), 0.6),
            (new(1, 1, -1), 0.5), (new(1, 1, 4), 0.4),
        ];
        foreach ((Vector3D position, double reflectance) in expected)
        {
            ImageSource image = Assert.Single(images, i => (i.Position - position).Length < 1e-12);
            Assert.Equal(1, image.ReflectionCount);
            Assert.Equal(reflectance, image.Reflectance, 1e-12);
            Assert.Equal((position - Receiver).Length, image.Distance, 1e-12);
        }
    }

    [Fact]
    public void Second_order_image_in_a_corner_and_between_parallel_walls_multiplies_both_walls()
    {
        ImageSource[] images = new ImageSourceModel(Room, Exact).Trace(Source, Receiver, 0.05);
        ImageSource corner = Assert.Single(images, i => (i.Position - new Vector3D(-1, 1, -1)).Length < 1e-12);
        Assert.Equal(2, corner.ReflectionCount);
        Assert.Equal(0.9 * 0.5, corner.Reflectance, 1e-12);

        // Low x wall, then high x wall: 1 -> -1 -> 8 + 1 = 9.
        ImageSource flutter = Assert.Single(images, i => (i.Position - new Vector3D(9, 1, 1)).Length < 1e-12);
        Assert.Equal(2, flutter.ReflectionCount);
        Assert.Equal(0.9 * 0.8, flutter.Reflectance, 1e-12);
    }

    [Fact]
    public void Exit_direction_points_at_the_first_wall_that_the_path_meets()
    {
        ImageSource[] images = new ImageSourceModel(Room, Exact).Trace(Source, Receiver, 0.05);

        // Off the floor: the point of reflection divides the horizontal way as the heights 1 : 1.5.
        ImageSource floor = Assert.Single(images, i => (i.Position - new Vector3D(1, 1, -1)).Length < 1e-12);
        Vector3D bounce = new(1 + (2 * 0.4), 1 + (1 * 0.4), 0);
        Vector3D towards = bounce - Source;
        Assert.True((floor.ExitDirection - (towards * (1 / towards.Length))).Length < 1e-12);

        // The direct path leaves the way it arrives.
        Assert.True((images[0].ExitDirection + images[0].ArrivalDirection).Length < 1e-12);
    }

    [Fact]
    public void Every_exit_direction_leads_to_the_receiver_by_mirror_reflections()
    {
        // A ray in a box is a straight line folded at the walls: after the length of the path it must be at the receiver.
        static double Fold(double coordinate, double extent) => Math.Abs(Math.IEEERemainder(coordinate, 2 * extent));

        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new SeededRandom((ulong)seed);
            double length = random.NextDouble(2, 9);
            double width = random.NextDouble(2, 7);
            double height = random.NextDouble(2, 4);
            var room = new ShoeboxRoom(length, width, height, SurfaceAbsorption.Uniform(0.3));
            Vector3D Place() => new(
                length * random.NextDouble(0.05, 0.95), width * random.NextDouble(0.05, 0.95), height * random.NextDouble(0.05, 0.95));
            Vector3D source = Place();
            Vector3D receiver = Place();
            return new ImageSourceModel(room, Exact).Trace(source, receiver, 0.04).All(image =>
            {
                Vector3D end = source + (image.ExitDirection * image.Distance);
                var folded = new Vector3D(Fold(end.X, length), Fold(end.Y, width), Fold(end.Z, height));
                return (folded - receiver).Length < 1e-9 && Math.Abs(image.ExitDirection.Length - 1) < 1e-12;
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Number_of_images_fills_the_sphere_at_one_per_room_volume()
    {
        const double time = 0.1;
        int count = new ImageSourceModel(Room, Exact).Trace(Source, Receiver, time).Length;
        double radius = time * Room.SpeedOfSound;
        double expected = 4 * Math.PI / 3 * radius * radius * radius / Room.Volume;
        Assert.Equal(1, count / expected, 0.02);
    }

    [Fact]
    public void Source_and_receiver_may_change_places()
    {
        var model = new ImageSourceModel(Room, Exact);
        double[] there = [.. model.Trace(Source, Receiver, 0.06).Select(i => i.Amplitude)];
        double[] back = [.. model.Trace(Receiver, Source, 0.06).Select(i => i.Amplitude)];
        Array.Sort(there);
        Array.Sort(back);
        Assert.Equal(there.Length, back.Length);
        Assert.All(there.Zip(back), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Displacement_is_bounded_seeded_and_spares_the_direct_path()
    {
        ImageSource[] Trace(ulong seed, double time) =>
            new ImageSourceModel(Room, new ImageSourceOptions { DisplacementM = 0.08, Seed = seed }).Trace(Source, Receiver, time);

        ImageSource[] lattice = new ImageSourceModel(Room, Exact).Trace(Source, Receiver, 0.05);
        ImageSource[] displaced = Trace(7, 0.03);
        Assert.Equal(lattice[0], displaced[0]);
        foreach (ImageSource image in displaced)
        {
            double nearest = lattice.Min(i =>
                Math.Max(Math.Abs(i.Position.X - image.Position.X),
                    Math.Max(Math.Abs(i.Position.Y - image.Position.Y), Math.Abs(i.Position.Z - image.Position.Z))));
            Assert.InRange(nearest, 0, 0.08);
        }

        Assert.Equal(displaced, Trace(7, 0.03));
        Assert.NotEqual(displaced, Trace(8, 0.03));
        // A longer trace adds images and moves none.
        Assert.Equal(displaced, Trace(7, 0.06).Take(displaced.Length));
    }

    [Fact]
    public void Positions_outside_and_bad_options_are_named()
    {
        var model = new ImageSourceModel(Room);
        Assert.Equal("source", Assert.Throws<ArgumentException>(() => model.Trace(new(5, 1, 1), Receiver, 0.1)).ParamName);
        Assert.Equal("receiver", Assert.Throws<ArgumentException>(() => model.Trace(Source, Source, 0.1)).ParamName);
        var bad = new ImageSourceOptions { MaximumOrder = -1, DisplacementM = double.NaN, ImageTimeSeconds = 0 };
        string message = Assert.Throws<ArgumentException>(() => new ImageSourceModel(Room, bad)).Message;
        Assert.Contains("MaximumOrder", message, StringComparison.Ordinal);
        Assert.Contains("DisplacementM", message, StringComparison.Ordinal);
        Assert.Contains("ImageTimeSeconds", message, StringComparison.Ordinal);
    }
}
