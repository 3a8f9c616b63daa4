// B-trees of version 2, which index the fractal heap; all records are visited, so the order of the keys does not matter.
// Source: HDF5 File Format Specification 3.0, section III.A.2.
namespace Earshot.Spatial.Sofa;

/// <summary>Lists the records of a tree.</summary>
internal static class RecordTree
{
    private const int MostDepth = 8;
    private const int MostRecords = 100_000;

    /// <summary>Where every record lies.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Where the header starts.</param>
    public static List<long> Records(HdfBytes file, long at)
    {
        file.Expect(at, "BTHD");
        long nodeSize = file.Int(at + 6, "a tree");
        int recordSize = file.Short(at + 10, "a tree");
        int depth = file.Short(at + 12, "a tree");
        long root = file.Address(at + 16, "a tree");
        int count = file.Short(at + 24, "a tree");
        var records = new List<long>();
        if (root == HdfBytes.Undefined)
        {
            return records;
        }

        if (depth > MostDepth || recordSize < 1 || nodeSize < 16)
        {
            throw file.Broken(at, "a tree that makes no sense");
        }

        // Sizes of the counts in the pointers of each level: most records of a node below, and of all below it.
        var childCountBytes = new int[depth + 1];
        var totalBytes = new int[depth + 1];
        long most = (nodeSize - 10) / recordSize;
        long all = most;
        int leafBytes = BytesFor(most);
        for (int level = 1; level <= depth; level++)
        {
            childCountBytes[level] = leafBytes;
            totalBytes[level] = level > 1 ? BytesFor(all) : 0;
            long pointer = 8 + childCountBytes[level] + totalBytes[level];
            most = (nodeSize - 10 - pointer) / (recordSize + pointer);
            all = most + ((most + 1) * all);
        }

        Visit(root, count, depth);
        return records;

        void Visit(long node, int own, int level)
        {
            file.Expect(node, level == 0 ? "BTLF" : "BTIN");
            long first = node + 6;
            file.Slice(first, (long)own * recordSize, "records of a tree");
            for (int i = 0; i < own; i++)
            {
                records.Add(first + ((long)i * recordSize));
            }

            if (records.Count > MostRecords)
            {
                throw file.Broken(at, "a tree that does not end");
            }

            if (level > 0)
            {
                long pointer = first + ((long)own * recordSize);
                for (int i = 0; i <= own; i++)
                {
                    long child = file.Address(pointer, "a tree");
                    int childCount = (int)file.Number(pointer + 8, childCountBytes[level], "a tree");
                    Visit(child, childCount, level - 1);
                    pointer += 8 + childCountBytes[level] + totalBytes[level];
                }
            }
        }
    }

    private static int BytesFor(long value) => (System.Numerics.BitOperations.Log2((ulong)Math.Max(value, 1)) / 8) + 1;
}
