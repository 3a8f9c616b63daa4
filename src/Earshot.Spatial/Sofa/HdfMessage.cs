namespace Earshot.Spatial.Sofa;

/// <summary>One message of an object header: a kind, and where its body lies.</summary>
/// <param name="Kind">Type number of the format specification, IV.A.2.</param>
/// <param name="At">First byte of the body.</param>
/// <param name="Length">Bytes of the body.</param>
internal readonly record struct HdfMessage(int Kind, long At, long Length)
{
    public const int Dataspace = 0x01;
    public const int LinkInfo = 0x02;
    public const int Datatype = 0x03;
    public const int Link = 0x06;
    public const int Layout = 0x08;
    public const int Filters = 0x0B;
    public const int Attribute = 0x0C;
    public const int Continuation = 0x10;
    public const int SymbolTable = 0x11;
    public const int AttributeInfo = 0x15;
}
