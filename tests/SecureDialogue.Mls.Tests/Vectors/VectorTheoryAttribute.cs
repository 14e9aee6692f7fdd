namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>A test over several vector files: not run where there are none, but failing there in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorTheoryAttribute : TheoryAttribute
{
    public VectorTheoryAttribute()
    {
        if (!VectorFolder.IsThere && !VectorFolder.IsDemanded)
        {
            Skip = VectorFolder.Missing;
        }
    }
}
