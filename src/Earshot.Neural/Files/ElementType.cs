namespace Earshot.Neural.Files;

/// <summary>How the elements of a stored tensor are written; the names are those of the safetensors format.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 double precision.</summary>
    F64,

    /// <summary>IEEE 754 single precision.</summary>
    F32,

    /// <summary>IEEE 754 half precision.</summary>
    F16,

    /// <summary>The upper half of a single.</summary>
    BF16,

    /// <summary>64-bit signed integers.</summary>
    I64,

    /// <summary>32-bit signed integers.</summary>
    I32,

    /// <summary>16-bit signed integers.</summary>
    I16,

    /// <summary>8-bit signed integers.</summary>
    I8,

    /// <summary>Bytes; also packed low-bit weights.</summary>
    U8,

    /// <summary>Truth values, a byte each.</summary>
    BOOL,
}
