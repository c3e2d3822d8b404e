namespace QuantBuild.Rewriting;

/// <summary>Why no artifact came out.</summary>
internal enum RewriteFailureKind
{
    /// <summary>The source ended before the bytes that its structure promised.</summary>
    SourceTruncated,

    /// <summary>The source cannot be opened or read.</summary>
    SourceUnreadable,

    DiskFull,

    /// <summary>The folder or file may not be written.</summary>
    AccessDenied,

    /// <summary>Another program holds the file open.</summary>
    Locked,

    /// <summary>Any other refusal of the file system.</summary>
    NotWritable,
}
