Console.Error.WriteLine("earshot");
return 2;
